// verify_chain.mjs - an audit export checked from its manual page alone.
//
//   node verify_chain.mjs FILE
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const members = ["org", "seq", "at", "actor_id", "actor", "source", "action", "object", "detail"];
const heads = new Map();
const lines = readFileSync(process.argv[2]).toString("latin1").split("\n");

// Numbers have up to 63 bits, more than JSON.parse keeps: read them as text.
function read(line) {
	const quoted = line.replace(/"(seq|at|actor_id|object)":(\d+)/g, '"$1":"$2"');
	return JSON.parse(Buffer.from(quoted, "latin1").toString());
}

function hash(previous, entry) {
	const h = createHash("sha256").update("igtk-audit-1\n").update(previous);
	for (const member of members) {
		const bytes = Buffer.from(entry[member]);
		h.update(`${bytes.length}:`).update(bytes).update("\n");
	}
	return h.digest("hex");
}

function fault(line) {
	const e = read(line);
	const head = heads.get(e.org) ?? { seq: 0n, at: 0n, hash: "0".repeat(64) };
	if (BigInt(e.seq) !== head.seq + 1n) return "out of sequence";
	if (e.prev !== head.hash) return "does not name the entry before it";
	if (e.hash !== hash(Buffer.from(e.prev, "hex"), e)) return "altered";
	if (BigInt(e.at) < head.at) return "earlier than the entry before it";
	heads.set(e.org, { seq: BigInt(e.seq), at: BigInt(e.at), hash: e.hash });
}

let why = lines.pop() === "" && lines.length > 0 ? undefined : "cut off";
const bad = why ? lines.length : lines.findIndex(line => { try { return (why = fault(line)); } catch (e) { return (why = e); } });
console.log(why ? `line ${bad + 1}: ${why}` : `${lines.length} rows in ${heads.size} chains: unaltered`);
process.exitCode = why ? 1 : 0;
