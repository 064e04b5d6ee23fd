import { sentenceOf, type Severity } from './findings';
import { type Report } from './verify';

const VERDICTS = {
  0: 'Sound: nothing was changed, and nothing is missing.',
  1: 'Tampered: this is not what Counterfoil sealed.',
  2: 'Incomplete: what is here is sound, and does not prove everything.',
} as const;

/** The verdict in one sentence. */
export const verdictOf = ({ exitCode }: Pick<Report, 'exitCode'>): string => VERDICTS[exitCode];

const ORDER: readonly Severity[] = ['tampered', 'incomplete', 'note'];

/** A report as lines of text: the verdict, what was looked at, every finding. */
export function reportLines(report: Report): string[] {
  const { counts, newest, anchored, findings, manifest } = report;
  const listed = ORDER.flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity),
  );
  return [
    verdictOf(report),
    '',
    `log         ${manifest.origin}`,
    `looked at   ${counts.records} records, ${counts.operations} changes, ${counts.checkpoints} checkpoints, ${counts.texts} personal texts`,
    ...(newest
      ? [
          `checkpoint  ${newest.size} records, root ${newest.root}, ${new Date(newest.at).toISOString()}`,
          `signed by   ${newest.keys.join(', ')}`,
        ]
      : []),
    `anchored    ${anchored === null ? 'no anchor to compare with' : `${anchored} records`}`,
    ...(listed.length > 0 ? [''] : []),
    ...listed.map(sentenceOf),
  ];
}

/** A report for programs. */
export function reportJson({
  exitCode,
  manifest,
  counts,
  newest,
  anchored,
  findings,
}: Report): string {
  const { origin } = manifest;
  return JSON.stringify({ exitCode, origin, counts, newest, anchored, findings }, null, 2);
}
