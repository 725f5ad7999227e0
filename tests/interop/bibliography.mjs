// Read a bibliography with citation-js and print what it understood, as CSL-JSON.
import { readFileSync, writeSync } from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";

const [, , path] = process.argv;
const cite = new Cite(readFileSync(path, "utf-8"), { generateGraph: false });
writeSync(1, JSON.stringify(cite.data));
