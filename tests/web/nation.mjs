// nation.mjs - some hundred made-up organisations with their years, and what
// extract, overview and trend of them must say.
//
//   TZ=Europe/London node nation.mjs SEED FOLDER PACK...
//
// Writes FOLDER/nation.sql, the records; FOLDER/extract.DAY, as igtk extract
// prints it with --json; FOLDER/overview.VERSION.DAY, as overview_all does; and
// FOLDER/trend.CODE, the table of /trend, of those who have the most in it.
// What is expected is counted from what was made up, not from the records.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [seed, folder, ...files] = process.argv.slice(2);
const ORGS = 400;
const DAYS = ["2025-06-30", "2025-10-26", "2026-03-29", "2026-03-31", "2026-04-01", "2026-11-25"];
const VERSIONS = ["12", "13", "14.1", "15"];
const GRADES = ["satisfactory", "satisfactory-with-improvement-plan", "not-satisfactory"];
const LOADED = Date.UTC(2025, 0, 15, 12);
const names = new Map(files.map(f => JSON.parse(readFileSync(f, "utf8")).organisation_type)
	.map(t => [t.code, t.name]));

let state = BigInt(seed);
function below(n) {
	state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
	return Number((state >> 33n) % BigInt(n));
}
const oneOf = list => list[below(list.length)];
const chance = n => below(n) === 0;

// ---- made up ----

// Minutes around each midnight of a day, here, are met more often than others.
function instant(from) {
	const midnight = Date.parse(`${oneOf(DAYS)}T00:00:00`) + 86400000;
	const near = midnight + (below(240) - 120) * 60000;
	return chance(3) && near > from ? near : from + 60000 * (1 + below(250000));
}

function editionsFrom(at) {
	const list = [];
	do {
		const nothing = chance(10);
		list.push({ number: list.length + 1, at, late: chance(3), below: below(9),
			percent: nothing ? null : below(101), grade: nothing ? 0 : below(3), reviews: [] });
		at = instant(at);
	} while (chance(3));
	for (const edition of list)
		for (let at = edition.at; chance(2);)
			edition.reviews.push({ at: at = instant(at), outcome: 1 + below(3), grade: below(3) });
	return list;
}

function yearsOf(added) {
	let at = instant(added);
	return VERSIONS.filter(() => !chance(3)).map(version => {
		const opened = at;
		const stages = [1, 2].filter(() => chance(3)).map(stage =>
			({ stage, ...editionsFrom(at = instant(at))[0] }));
		at = instant(at);
		return { version, opened, stages, due: oneOf(DAYS),
			editions: chance(3) ? [] : editionsFrom(at) };
	});
}

function orgOf(i) {
	const added = instant(Date.UTC(2025, 0, 1));
	return { id: i + 1, code: `ORG${String((i * 7919) % 1000).padStart(3, "0")}`,
		name: `Made up ${below(150)}`, type: oneOf([...names.keys()]), added,
		purpose: below(3), years: chance(6) ? [] : yearsOf(added) };
}

const orgs = Array.from({ length: ORGS }, (_, i) => orgOf(i));

// ---- as records ----

let lastId = 0;
// As it stands, where it is not a text.
class Sql {
	constructor(words) { this.words = words; }
}
const ZEROS = new Sql("zeroblob(32)"), ANY_PACK = new Sql("(SELECT MIN(id) FROM pack WHERE version = '14.1')");
function text(value) {
	if (value instanceof Sql)
		return value.words;
	return typeof value === "string" ? `'${value}'` : String(value ?? "NULL");
}
function insert(table, row) {
	return `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (` +
		`${Object.values(row).map(text).join()});\n`;
}

function reviewSql(org, edition_id, r) {
	return insert("edition_review", { org_id: org.id, edition_id, id: ++lastId, at: r.at * 1000,
		by_id: 1, outcome: r.outcome, grade: r.outcome === 2 ? null : r.grade, reason: "r" });
}

function publicationSql(org, assessment_id, e) {
	return insert("publication", { org_id: org.id, id: ++lastId, assessment_id,
		at: e.at * 1000, published_by: 1, published_name: "Ann", late: Number(e.late),
		statement: "s", statement_digest: ZEROS, percent: e.percent, points: e.percent ?? 0,
		points_of: e.percent === null ? 0 : 100, grade: e.grade, duties: "[]" });
}

function editionSql(org, assessment_id, e) {
	const id = ++lastId;
	return insert("edition", { org_id: org.id, assessment_id, stage: e.stage ?? 3,
		number: e.number, id, at: e.at * 1000, published_by: 1, role: "administrator",
		late: Number(e.late), reason: e.number > 1 ? "r" : "", level_0: 0, level_1: 0,
		level_2: 0, level_3: 0, not_relevant: 0, exempt: 0, below: e.below,
		percent: e.percent, points: e.percent ?? 0, points_of: e.percent === null ? 0 : 100,
		grade: e.grade, salt: ZEROS, body: "b", digest: ZEROS }) +
		(e.stage ? [] : e.reviews).map(r => reviewSql(org, id, r)).join("");
}

function yearSql(org, y) {
	const id = ++lastId;
	return insert("assessment", { org_id: org.id, id, pack_id: ANY_PACK, version: y.version,
		state: 0, opened_at: y.opened * 1000, due_on: y.due }) +
		y.stages.map(e => editionSql(org, id, e)).join("") +
		(y.editions.length > 0 ? `UPDATE assessment SET state = 2 WHERE id = ${id};\n` : "") +
		y.editions.slice(0, 1).map(e => publicationSql(org, id, e)).join("") +
		y.editions.map(e => editionSql(org, id, e)).join("");
}

function orgSql(o) {
	return insert("org", { id: o.id, code: o.code, name: o.name, type: o.type,
		added_at: o.added * 1000, folded: o.code.toLowerCase(), purpose: o.purpose }) +
		insert("audit_head", { org_id: o.id, seq: 0, at: o.added * 1000, hash: ZEROS }) +
		o.years.map(y => yearSql(o, y)).join("");
}

// ---- the extract ----

const byCode = (a, b) => a.code < b.code ? -1 : 1;
const last = list => list.length > 0 ? list[list.length - 1] : null;
// The end of a day here; Date knows when the clocks go forward and back.
function endOf(day) {
	const [y, m, d] = day.split("-").map(Number);
	return new Date(y, m - 1, d + 1).getTime();
}

const here = at => new Date(at).toLocaleDateString("sv");
// The sets were loaded on 15 January 2025: of 14.1 nobody's last day was earlier.
function missedDay(o, opened, day) {
	const from = [here(o.added), here(LOADED)].sort().pop();
	const due = from.slice(0, 4) + "-03-31" >= from ? from.slice(0, 4) + "-03-31" :
		`${Number(from.slice(0, 4)) + 1}-03-31`;
	return opened.length === 0 && due < day ? due : null;
}

function editionMembers(before, year, end) {
	const e = last(year.editions.filter(e => e.at < end));
	const review = last(e.reviews.filter(r => r.at < end));
	const members = { grade: GRADES[e.grade],
		reviewed_grade: review && review.outcome !== 2 ? GRADES[review.grade] : null,
		percent: e.percent, below: e.below,
		published: new Date(e.at).toISOString().replace("Z", "000Z"), late: e.late,
		edition: e.number };
	return Object.fromEntries(Object.entries(members).map(([k, v]) => [before + k, v]));
}

function extractRow(o, end, day) {
	const opened = o.years.filter(y => y.opened < end);
	const published = last(opened.filter(y => y.editions.some(e => e.at < end)));
	const missed = missedDay(o, opened, day);
	const year = last(opened.filter(y => y === published || y.due < day)) ?? last(opened) ??
		(missed ? { version: "14.1", due: missed } : null);
	const head = { code: o.code, name: o.name, type: o.type, version: year?.version ?? null };
	if (year !== null && year === published)
		return { ...head, status: "published", due: year.due, ...editionMembers("", year, end) };
	return { ...head, status: opened.length > 0 ? "not published" : "not started",
		due: year?.due ?? null, ...(published ? { last_version: published.version,
			...editionMembers("last_", published, end) } : {}) };
}

function extractOf(day) {
	const end = endOf(day);
	return JSON.stringify(orgs.filter(o => o.added < end).sort(byCode)
		.map(o => extractRow(o, end, day))) + "\n";
}

// ---- the overview ----

// The day that most have; of two that as many have, the earlier.
function commonest(days) {
	const often = day => days.filter(d => d === day).length;
	return [...new Set(days)].sort().reduce((best, day) =>
		best === null || often(day) > often(best) ? day : best, null);
}

function positionOf(o, version, day, commonDue) {
	const year = o.years.find(y => y.version === version);
	const edition = year ? last(year.editions) : null;
	const review = edition ? last(edition.reviews) : null;
	const due = year ? year.due : commonDue;
	return { o, started: Boolean(year), published: edition !== null,
		overdue: edition === null && due !== null && due < day,
		late: edition !== null && year.editions[0].late,
		grade: edition === null || edition.percent === null ? null : edition.grade,
		waiting: edition !== null && o.purpose === 1 && (!review || review.outcome === 2) };
}

const PARTS = {
	"not-started": p => !p.started,
	open: p => p.started && !p.published,
	overdue: p => p.overdue,
	late: p => p.late,
};

function countLine(type, positions) {
	const n = is => positions.filter(is).length;
	return `count ${type} ${positions.length} ${n(PARTS["not-started"])} ${n(PARTS.open)} ` +
		`${n(PARTS.overdue)} ${n(p => p.published)} ${n(PARTS.late)} ` +
		`${[0, 1, 2].map(g => n(p => p.grade === g)).join(" ")} ${n(p => p.waiting)}\n`;
}

function overviewOf(version, day) {
	const dues = orgs.flatMap(o => o.years).filter(y => y.version === version).map(y => y.due);
	const due = commonest(dues);
	const positions = orgs.map(o => positionOf(o, version, day, due));
	const order = (a, b) => names.get(a) < names.get(b) ? -1 : 1;
	const types = [...new Set(orgs.map(o => o.type))].sort(order);
	const named = (a, b) => a.o.name === b.o.name ? byCode(a.o, b.o) : a.o.name < b.o.name ? -1 : 1;
	return types.map(t => countLine(t, positions.filter(p => p.o.type === t))).join("") +
		countLine("*", positions) + Object.entries(PARTS).map(([part, is]) =>
		[part, ...positions.filter(is).sort(named).map(p => p.o.code)].join(" ") + "\n").join("");
}

// ---- the trend ----

// A line for each bar: version and stage, late or not, score, below, grade.
function trendOf(o) {
	const words = ["Satisfactory", "Satisfactory with improvement plan", "Not satisfactory"];
	const stages = ["Baseline", "Performance update", "Final"];
	return o.years.flatMap(y => [...y.stages, ...y.editions.slice(-1)].map(e =>
		`${y.version} ${stages[(e.stage ?? 3) - 1]}|${e.late ? "late" : ""}|` +
		`${e.percent === null ? "not applicable" : `${e.percent}%`}|${e.below}|` +
		`${e.percent === null ? "Not applicable" : words[e.grade]}\n`)).join("");
}

const bars = o => o.years.reduce((n, y) => n + y.stages.length + y.editions.length, 0);
for (const o of [...orgs].sort((a, b) => bars(b) - bars(a)).slice(0, 5))
	writeFileSync(join(folder, `trend.${o.code}`), trendOf(o));

writeFileSync(join(folder, "nation.sql"), "BEGIN;\n" +
	`UPDATE pack SET loaded_at = ${LOADED}000;\n` +
	insert("person", { id: 1, user_name: "ann", name: "Ann", closed: 0, added_at: 1 }) +
	orgs.map(orgSql).join("") + "COMMIT;\n");
for (const day of DAYS) {
	writeFileSync(join(folder, `extract.${day}`), extractOf(day));
	for (const version of VERSIONS)
		writeFileSync(join(folder, `overview.${version}.${day}`), overviewOf(version, day));
}
