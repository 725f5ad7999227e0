// Reads an RDF file with the parser named, and prints its triples or quads as sorted N-Quads.
// node read.mjs n3|jsonld FILE
import fs from 'node:fs';
import jsonld from 'jsonld';
import N3 from 'n3';

const [parser, file] = process.argv.slice(2);
const content = fs.readFileSync(file, 'utf8');

function refuse() {
  throw new Error('the release must be readable without the network');
}

async function quads() {
  if (parser === 'jsonld') {
    return jsonld.toRDF(JSON.parse(content), {format: 'application/n-quads', documentLoader: refuse});
  }
  const writer = new N3.Writer({format: 'N-Quads'});
  writer.addQuads(new N3.Parser({format: file.endsWith('.trig') ? 'application/trig' : 'text/turtle'}).parse(content));
  return new Promise((resolve, reject) => writer.end((error, result) => (error ? reject(error) : resolve(result))));
}

process.stdout.write((await quads()).split('\n').filter(Boolean).sort().join('\n') + '\n');
