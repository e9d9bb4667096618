// records.mjs - every page of training, teams and the records behind them is
// looked at, by following the links of each from the demo's own records.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { follow, igtk, open, person, press, run, signIn, site, test } from "./harness.mjs";
import { checked, look, patternOf, patterns, sideways } from "./look.mjs";

const ours = /^\/(training|team|manage|verify)(\/|$)/;
// Files, not pages: what they hold is looked at by other tests.
const files = ["/manage/figure/csv", "/manage/import/run/:id/refused"];
const base = new URL(site).pathname.replace(/\/$/, "");
const found = new Map(); // a pattern: the first address of it that was seen

async function take(page, queue) {
	for (const href of await page.locator("a[href]").evaluateAll(all => all.map(a => a.href))) {
		const url = new URL(href);
		const where = url.pathname.slice(base.length);
		if (url.origin !== new URL(site).origin || !ours.test(where)) continue;
		const pattern = patternOf(where);
		if (pattern === undefined || files.includes(pattern) || found.has(pattern)) continue;
		found.set(pattern, where + url.search);
		queue.push(where + url.search);
	}
}

async function walk(page, ...starts) {
	const queue = [];
	for (const where of starts) {
		found.set(patternOf(where), where);
		queue.push(where);
	}
	while (queue.length > 0) {
		const where = queue.shift();
		assert.equal(await open(page, where), 200, where);
		await look(page, `records${where.split("?")[0]}`);
		await take(page, queue);
	}
}

test("the pages that lead on to each other, as an administrator", async () => {
	const page = await person();
	await signIn(page, "priya");
	await walk(page, "/training", "/team", "/manage", "/verify");
	await page.context().close();
});

test("a file of staff, from choosing it to what was taken in", async () => {
	const page = await person();
	await signIn(page, "priya");
	const file = path.join(process.env.HOME, "staff.csv");
	writeFileSync(file, "Employee Number,First Name,Last Name\n77001,Ida,Voss\n77002,,Nameless\n");
	await open(page, "/manage/import/staff");
	await page.setInputFiles("input[type=file]", file);
	await press(page, "Check this file");
	await look(page, "import-file");
	await press(page, "Take this file in");
	await look(page, "import-run");
	assert.match(igtk("staff", "list", "--org", "RX901"), /77001/);
	await page.context().close();
});

test("a course to confirm and its certificate, as one of the staff", async () => {
	const page = await person();
	await signIn(page, "kofi");
	await walk(page, "/training");
	await open(page, "/training");
	await follow(page, () => page.locator("main a[href*='/training/certificate/']").first().click());
	const address = (await page.locator(".ig-address").innerText()).trim();
	await walk(page, new URL(address).pathname.slice(base.length));
	await page.context().close();
});

test("a team, as its manager", async () => {
	const page = await person();
	await signIn(page, "ada");
	await walk(page, "/team");
	await page.context().close();
});

test("every one of these pages was looked at", () => {
	const missing = patterns.map(p => p.pattern).filter(p => ours.test(p) && !files.includes(p) && !checked.has(p));
	// A policy and a kept figure come only with what other tests make.
	assert.deepEqual(missing.filter(p => !/policies\/:id|frozen\/:id|correct\/:id/.test(p)), []);
});

test("they say the same without JavaScript, and nothing scrolls sideways", async () => {
	const page = await person({ js: false, width: 320 });
	await signIn(page, "priya");
	let n = 0;
	for (const where of found.values()) {
		const status = await open(page, where);
		if (status === 404) continue; // somebody else's
		assert.equal(status, 200, where);
		assert.equal(await page.locator("h1").count(), 1, where);
		assert.equal(await page.locator("body.js-enabled").count(), 0);
		assert.equal(await sideways(page), "", where);
		n++;
	}
	assert.ok(n > 15, `${n} pages`);
	await page.context().close();
});

await run();
