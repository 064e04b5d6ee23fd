export type { DriftDto, OwnerCheckDto } from './drift-dto';
export type { Ownership, OwnershipPeriod } from './ownership-dto';
