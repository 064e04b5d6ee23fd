/** Why nobody reassigns a balance of the general ledger: its lineage and Core's own books hang on it. */
export const OWN_OF_CORE = 'Core keeps this balance itself, in its general ledger.';
