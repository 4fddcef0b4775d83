// Reads a JSON list of files on stdin; writes <file>.br and <file>.gz, each only where it is smaller than the file.
// Prints the bytes that a browser with brotli fetches in all. The only argument is the brotli quality.
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const quality = Number(process.argv.at(-1));
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

async function input() {
  let text = "";
  for await (const part of process.stdin) text += part;
  return JSON.parse(text);
}

async function squeeze(file) {
  const bytes = await readFile(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const small = { br: await brotli(bytes, { params }), gz: await zip(bytes, { level: 9 }) };
  for (const [ending, smaller] of Object.entries(small)) {
    if (smaller.length < bytes.length) await writeFile(`${file}.${ending}`, smaller);
  }
  return Math.min(bytes.length, small.br.length);
}

const sizes = await Promise.all((await input()).map(squeeze));
console.log(sizes.reduce((sum, size) => sum + size, 0));
