// verify_bundle.mjs FILE KEYS - checks a bundle by the manual page
// igtk-bundle(5), with nothing of ours: exit 0 where it is valid, 1 where not.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const die = (why) => { console.log(why); process.exit(1); };

// RFC 8785, of what these files hold.
const canonical = (v) =>
	Array.isArray(v) ? `[${v.map(canonical).join(",")}]`
	: v !== null && typeof v === "object"
		? `{${Object.keys(v).sort().map((k) => `${JSON.stringify(k)}:${canonical(v[k])}`).join(",")}}`
		: JSON.stringify(v);

const [file, ring] = process.argv.slice(2);
const bytes = readFileSync(file);
let b;
try { b = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)); }
catch { die("not JSON"); }
if (Buffer.compare(Buffer.from(`${canonical(b)}\n`), bytes) !== 0)
	die("not canonical");
if (b.format !== "igtk-bundle" || b.schema !== 1)
	die("another format");

const keys = readFileSync(ring, "utf8").split("\n")
	.filter((l) => l.startsWith("igtk-ed25519 "))
	.map((l) => l.split(" "))
	.map(([, hex, revoked]) => ({ raw: Buffer.from(hex, "hex"), revoked }));
const id = (raw) => createHash("sha256").update(raw).digest("hex").slice(0, 16);
const key = keys.find((k) => id(k.raw) === b.key);
if (!key)
	die("another key");
const { signature, ...signed } = b;
const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), key.raw]);
if (!/^[0-9a-f]{128}$/.test(signature) ||
	!verify(null, Buffer.from(canonical(signed)),
		createPublicKey({ key: spki, format: "der", type: "spki" }),
		Buffer.from(signature, "hex")))
	die("not signed so");
if (key.revoked)
	die("revoked");

// What it says of itself adds up.
const levels = Object.values(b.bundle.levels).filter(Number.isInteger);
const sum = levels.reduce((a, l) => a + l, 0);
const s = b.bundle.score;
if (s.points !== sum || s.of !== 3 * levels.length || s.in_play !== levels.length ||
	s.levels.some((n, l) => n !== levels.filter((x) => x === l).length) ||
	createHash("sha256").update(b.bundle.statement.text).digest("hex") !== b.bundle.statement.sha256)
	die("does not add up");
console.log("valid");
