/** Good enough for a cluster that only this machine can reach and that is deleted after the tests. */
export const TEST_PASSWORD = 'only-for-tests';

/** The roles that a real installation has: one that migrates, one that the application uses. */
export const testRoles = {
  owner: { name: 'counterfoil_owner', password: TEST_PASSWORD },
  app: { name: 'counterfoil_app', password: TEST_PASSWORD },
};
