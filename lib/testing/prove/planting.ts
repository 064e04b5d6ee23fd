import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';

/** A mistake that is put into the source before it is built, to see whether a proof finds it. */
export type PlantedBug = { name: string; file: string; find: string; replace: string };

const ROOT = process.cwd();

function planting({ file, find, replace }: PlantedBug): Plugin {
  return {
    name: 'planted bug',
    setup(bundle) {
      bundle.onLoad({ filter: /\.ts$/ }, async ({ path: loaded }) => {
        if (loaded !== path.join(ROOT, file)) return undefined;
        const source = await readFile(loaded, 'utf8');
        if (source.split(find).length !== 2) throw new Error(`${file} has no one place: ${find}`);
        return { contents: source.replace(find, () => replace), loader: 'ts' };
      });
    },
  };
}

/**
 * Builds one of our programs into a file that starts at once, with or without a mistake in it. The file must be
 * inside the project, because it looks for its packages from where it is.
 */
export async function buildProgram(
  entry: string,
  outfile: string,
  bug?: PlantedBug,
): Promise<string> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile,
    alias: { '@': ROOT },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['react-server'],
    plugins: bug ? [planting(bug)] : [],
  });
  return outfile;
}
