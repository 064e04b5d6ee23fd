/** Where a test finds what `npm run e2e` has started (lib/launcher/e2e-stack.mjs). */
export type Stack = {
  baseUrl: string;
  /** Core itself, for what a test makes and looks up; the console reaches it through the fault proxy. */
  coreUrl: string;
  coreKey: string;
  proxyControlUrl: string;
  /** Holds the worker's process id. A killed worker is started again. */
  workerPidFile: string;
  /** Folder of one stored session per role. */
  sessions: string;
  isRealCore: boolean;
};

export type StackOptions = { stack: Stack };
