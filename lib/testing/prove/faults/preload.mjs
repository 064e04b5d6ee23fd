// Loaded before each program of a campaign. It ends with the campaign, and its clock is wrong by as many milliseconds
// as the setting says, and jumps there and back when that is told as a rhythm. Only dates are wrong; the clock that
// only ever grows is left alone.
const { FAULTS_CLOCK_MS = '0', FAULTS_CLOCK_EVERY_MS = '0' } = process.env;
const [wrongBy, every] = [Number(FAULTS_CLOCK_MS), Number(FAULTS_CLOCK_EVERY_MS)];
const RealDate = Date;
/** How soon it is seen that the campaign is gone. */
const LOOK_EVERY_MS = 500;

const shift = () => {
  if (every === 0) return wrongBy;
  return wrongBy * ((Math.floor(performance.now() / every) % 3) - 1);
};

globalThis.Date = class extends RealDate {
  /** @param {...any} given */
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + shift());
    // @ts-expect-error Whatever a date is made of.
    else super(...given);
  }

  static now() {
    return RealDate.now() + shift();
  }
};

const campaign = process.ppid;
setInterval(() => {
  if (process.ppid !== campaign) process.exit(1);
}, LOOK_EVERY_MS).unref();
