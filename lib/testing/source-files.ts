import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of the project. */
export const projectRoot = path.resolve(import.meta.dirname, '../..');

/** Folders whose content nobody writes by hand. */
const SKIPPED = new Set(['node_modules', 'coverage', 'test-results', 'playwright-report']);
/** Hidden files and folders are the tools' own, but for these. */
const SHOWN = new Set(['.ci', '.env.example', '.gitignore', '.prettierignore']);
const BINARY = /\.(png|ico|woff2?|jpe?g)$/;

function walk(folder: string): string[] {
  return readdirSync(path.join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    if (entry.name.startsWith('.') && !SHOWN.has(entry.name)) return [];
    const inside = folder ? `${folder}/${entry.name}` : entry.name;
    return entry.isDirectory() ? walk(inside) : [inside];
  });
}

/** Every file of the project that people write, as paths from its root with `/`. */
export const projectFiles: readonly string[] = walk('').filter(
  (file) =>
    !['next-env.d.ts', 'package-lock.json'].includes(file) && !file.endsWith('.tsbuildinfo'),
);

/** The project's text files that match, with their content. */
export function readFiles(pattern: RegExp): { file: string; text: string }[] {
  return projectFiles
    .filter((file) => pattern.test(file) && !BINARY.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(projectRoot, file), 'utf8') }));
}
