import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PERMISSIONS } from '@/lib/auth/permissions';
import { projectFiles, projectRoot, readFiles } from './source-files';

const CODE = /\.(ts|tsx|mjs)$/;
const OURS = /^(app|components|lib|e2e)\/.*\.(ts|tsx|mjs)$/;

/** `file:line` of each line that breaks a rule, so that a failure says where to look. */
function linesThat(files: { file: string; text: string }[], breaks: (line: string) => boolean) {
  return files.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, index) => (breaks(line) ? [`${file}:${index + 1}`] : [])),
  );
}

describe('names and places', () => {
  test('app/ holds only the files that Next knows', () => {
    const special =
      /\/(page|layout|template|loading|error|global-error|not-found|default|route)\.tsx?$/;
    const atTheRoot = /^app\/(globals\.css|favicon\.ico|(icon|apple-icon)\.\w+|global-error\.tsx)$/;
    const others = projectFiles.filter(
      (file) => file.startsWith('app/') && !special.test(file) && !atTheRoot.test(file),
    );
    expect(others).toEqual([]);
  });

  test('no folder is named for a kind of code, and no file gathers the exports of others', () => {
    const vague = /(^|\/)(src|utils?|helpers?|types|common|services?|misc)\//;
    const barrel = /(^|\/)index\.(ts|tsx|mjs)$/;
    expect(projectFiles.filter((file) => vague.test(file) || barrel.test(file))).toEqual([]);
  });

  test('files are named in kebab case', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/;
    const named = projectFiles.filter((file) => /^(components|lib|e2e)\//.test(file));
    const generated = /^lib\/(db\/migrations|sandbox\/recordings)\//;
    const misnamed = named.filter(
      (file) => !kebab.test(path.basename(file)) && !generated.test(file),
    );
    expect(misnamed.filter((file) => !file.endsWith('README.md'))).toEqual([]);
  });
});

describe('ways in and out', () => {
  test("a file opens with 'use server' exactly when it is a feature's actions.ts", () => {
    const opens = /^(\/\/.*\n|\/\*[^]*?\*\/\s*)*['"]use server['"]/;
    const wrong = readFiles(OURS).filter(
      ({ file, text }) => opens.test(text) !== /^lib\/features\/[^/]+\/actions\.ts$/.test(file),
    );
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });

  test('every operation is in the registry, and its permission in the table', () => {
    const registry = readFiles(/^lib\/features\/registry\.ts$/)[0]?.text ?? '';
    const problems = readFiles(/^lib\/features\/.*(?<!\.test)\.ts$/).flatMap(({ file, text }) => {
      const found = [...text.matchAll(/export const (\w+)\s*=\s*defineOperation\b/g)];
      const permission = /\bpermission: '([^']+)'/.exec(text)?.[1];
      return found.flatMap(([, name]) => [
        ...(new RegExp(`\\b${name}\\b`).test(registry) ? [] : [`${file}: not in the registry`]),
        ...(PERMISSIONS.some((known) => known === permission) ? [] : [`${file}: ${permission}`]),
      ]);
    });
    expect(problems).toEqual([]);
  });

  test('addresses of pages come from lib/routes.ts', () => {
    const written =
      /(\bhref(=\{?|: ?)|\b(push|replace|redirect|permanentRedirect|prefetch)\()\s*["'`]\/(?!\/)/;
    const screens = readFiles(/^(app|components|lib\/(features|auth))\/.*(?<!\.test)\.tsx?$/);
    expect(linesThat(screens, (line) => written.test(line))).toEqual([]);
  });

  test('settings are read through lib/env.ts', () => {
    const mayRead =
      /^(lib\/env\.ts|lib\/(launcher|testing)\/|lib\/sandbox\/((bulk\/)?main|recordings\/(contract|own-sandbox))\.ts|e2e\/)/;
    const others = readFiles(OURS).filter(({ file }) => !mayRead.test(file));
    const reads = /\bprocess\s*(\?\.|\.)\s*env\b|\benv\b.*from ['"](node:)?process['"]/;
    const isComment = /^\s*(\/\/|\/?\*)/;
    expect(linesThat(others, (line) => reads.test(line) && !isComment.test(line))).toEqual([]);
  });

  test('what only a server may run says so before a browser could load it', () => {
    // Programs are imported by nobody; drizzle-kit reads the schema without a server around it, and the
    // verifier runs alone.
    const exempt =
      /^lib\/(launcher|sandbox|testing|verifier|db\/schema)\/|\/(main|prepare|[\w-]+-command)\.ts$/;
    const server = readFiles(/^(app|components|lib)\/.*(?<!\.test)\.tsx?$/)
      .filter(({ file }) => !exempt.test(file))
      .filter(({ text }) =>
        /from '(node:|pg'|undici'|drizzle-orm|better-auth'|@\/lib\/(env'|db\/client'))/.test(text),
      );
    const unmarked = server.filter(({ text }) => !text.includes("import 'server-only';"));
    expect(unmarked.map(({ file }) => file)).toEqual([]);
  });

  test('no end-to-end test waits for time to pass', () => {
    const waits = /waitForTimeout|setTimeout\(/;
    expect(linesThat(readFiles(/^e2e\//), (line) => waits.test(line))).toEqual([]);
  });

  test('a rule is set aside only with its reason beside it', () => {
    const setsAside = /eslint-disable|@ts-(ignore|expect-error|nocheck)/;
    const givesReason = /(eslint-disable[^\n]* -- \S)|(@ts-expect-error:? \w)/;
    const files = readFiles(CODE).filter(({ file }) => !file.endsWith('architecture.test.ts'));
    expect(linesThat(files, (line) => setsAside.test(line) && !givesReason.test(line))).toEqual([]);
  });
});

describe('what is written about the code', () => {
  const documents = readFiles(/\.md$/).filter(
    ({ file }) => !file.startsWith('lib/sandbox/recordings'),
  );

  /** Files and folders that a document names, in links and between backticks. */
  function namedPaths(file: string, text: string): string[] {
    const links = [...text.matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target))
      .map((target) => path.posix.join(path.posix.dirname(file), target));
    const quoted = [...text.matchAll(/`([^`\n]+)`/g)]
      .map(([, content = '']) => content.replace(/:\s?[\w.]+(\(.*\))?$/, '').replace(/:\d+$/, ''))
      .filter((content) => /^(\.ci|app|components|docs|e2e|lib|public)\/[^\s]*$/.test(content))
      .filter((content) => !/[<>*…{]/.test(content));
    return [...links, ...quoted];
  }

  test('every path that a document names exists', () => {
    const missing = documents.flatMap(({ file, text }) =>
      namedPaths(file, text)
        .filter((named) => !existsSync(path.join(projectRoot, named)))
        .map((named) => `${file}: ${named}`),
    );
    expect(missing).toEqual([]);
  });

  test('every document that the code names exists', () => {
    const missing = readFiles(CODE).flatMap(({ file, text }) =>
      [...text.matchAll(/\bdocs\/[\w./-]+\.md\b/g)]
        .map(([named]) => named)
        .filter((named) => !existsSync(path.join(projectRoot, named)))
        .map((named) => `${file}: ${named}`),
    );
    expect(missing).toEqual([]);
  });

  test('no file names a place outside the project, or who built it', () => {
    // In pieces, so that this file does not name them itself.
    const outside = new RegExp(
      [
        '/wo' + 'rk/',
        '/tmp/w' + 't',
        '\\.\\./shar' + 'ed',
        '/ro' + 'ot/',
        '\\bbui' + 'lder \\d',
      ].join('|'),
    );
    const files = readFiles(/./);
    expect(linesThat(files, (line) => outside.test(line))).toEqual([]);
  });
});
