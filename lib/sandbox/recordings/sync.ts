import { cpSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findScenarios, RECORDINGS, type ScenarioFile } from './scenario-files';

/**
 * `npm run recordings:sync -- FOLDER`: makes the recordings here the same as those in FOLDER. Folders of scenarios
 * that FOLDER no longer has are removed; expected.ts then says what to adjust.
 */
function main([source]: string[]): void {
  if (!source) throw new Error('usage: npm run recordings:sync -- FOLDER');
  const from = path.resolve(source);
  if (from === RECORDINGS) throw new Error('These are the recordings themselves.');
  const incoming = findScenarios([from]);
  if (incoming.length === 0) throw new Error(`There are no scenarios in ${from}.`);
  const folders = foldersOf(incoming);
  for (const folder of scenarioFolders()) {
    if (!folders.has(folder)) rmSync(path.join(RECORDINGS, folder), { recursive: true });
  }
  for (const folder of folders) {
    rmSync(path.join(RECORDINGS, folder), { recursive: true, force: true });
    cpSync(path.join(from, folder), path.join(RECORDINGS, folder), { recursive: true });
  }
  for (const [folder, count] of countByFolder(findScenarios([RECORDINGS]))) {
    console.log(`${folder}: ${count}`);
  }
  console.log(`${incoming.length} scenarios. Adjust expected.ts if a number changed.`);
}

const folderOf = ({ name }: ScenarioFile): string => name.split('/')[0]!;
const foldersOf = (scenarios: readonly ScenarioFile[]) => new Set(scenarios.map(folderOf));

function scenarioFolders(): string[] {
  return readdirSync(RECORDINGS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function countByFolder(scenarios: readonly ScenarioFile[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const found of scenarios)
    counts.set(folderOf(found), (counts.get(folderOf(found)) ?? 0) + 1);
  return counts;
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
