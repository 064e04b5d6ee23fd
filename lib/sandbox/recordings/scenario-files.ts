import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '../json/values';
import { parseJson } from './json-text';

export interface ScenarioFile {
  readonly file: string;
  /** Folder and name, as in `auth/missing-key`. */
  readonly name: string;
  readonly scenario: JsonObject;
  readonly steps: readonly JsonObject[];
  /** Must not run beside others: it touches what they see. */
  readonly alone: boolean;
}

/** The recordings that belong to this repository. */
export const RECORDINGS = import.meta.dirname;

/** All scenarios in files or folders, in order of path. @throws Error for a file that cannot be read */
export function findScenarios(places: readonly string[], only?: string): ScenarioFile[] {
  const wanted = only === undefined ? undefined : globPattern(only);
  return places.flatMap(listFiles).flatMap((file) => {
    const found = readScenario(file);
    if (!found) return [];
    const names = [file, found.name, path.basename(file), path.basename(file, '.json')];
    return !wanted || names.some((name) => wanted.test(name)) ? [found] : [];
  });
}

function listFiles(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place)
    .sort()
    .flatMap((name) => {
      const inside = path.join(place, name);
      if (statSync(inside).isDirectory()) return listFiles(inside);
      return name.endsWith('.json') ? [inside] : [];
    });
}

/** The scenario of a file; undefined when the file is JSON of another kind. */
function readScenario(file: string): ScenarioFile | undefined {
  let scenario;
  try {
    scenario = parseJson(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
  const steps = scenario instanceof Map ? scenario.get('steps') : undefined;
  if (!(scenario instanceof Map) || !Array.isArray(steps)) return undefined;
  return {
    file,
    name: `${path.basename(path.dirname(file))}/${path.basename(file, '.json')}`,
    scenario,
    steps: steps.filter((step) => step instanceof Map),
    alone: scenario.get('alone') === true,
  };
}

/** A pattern with `*` and `?`. */
function globPattern(glob: string): RegExp {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
