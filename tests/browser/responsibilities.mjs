// responsibilities.mjs - who holds what, and handing it over, with JavaScript
// and without; each page looked at.
import assert from "node:assert/strict";
import {
	banner, choose, heading, igtkJson, mainText, open, person, press, run, signIn, test,
} from "./harness.mjs";
import { look } from "./look.mjs";

const held = by => igtkJson("handover", "--from", by, "--to", "mairead", "--org", "RX901", "--dry-run");

// Somebody of the demo who holds a duty with an account of their own.
const holder = igtkJson("duty", "list", "--org", "RX901").find(d => d.account).holder;

test("the matrix is filtered, and scrolls in a box of its own", async () => {
	const page = await person();
	await signIn(page, "priya");
	await open(page, "/responsibilities");
	assert.equal(await heading(page), "Responsibilities");
	await look(page, "responsibilities");
	await page.fill("#name", "daniel");
	await page.selectOption("#show", "all");
	await press(page, "Filter");
	assert.match(await mainText(page), /Daniel Osei/);
	assert.doesNotMatch(await page.locator("table").innerText(), /Mairead/);
	await page.fill("#name", "zzz");
	await press(page, "Filter");
	assert.match(await mainText(page), /Nobody fits this filter/);
	await look(page, "responsibilities-none");
	await page.context().close();
});

test("a workbook and a CSV file are downloaded", async () => {
	const page = await person();
	await signIn(page, "priya");
	await open(page, "/responsibilities");
	for (const [link, name] of [["download for a spreadsheet (XLSX)", /\.xlsx$/], ["as CSV", /\.csv$/]]) {
		const [file] = await Promise.all([page.waitForEvent("download"), page.click(`text=${link}`)]);
		assert.match(file.suggestedFilename(), name);
		assert.equal(await file.failure(), null);
	}
	await page.context().close();
});

for (const js of [true, false]) {
	test(`what somebody holds passes to another, ${js ? "with" : "without"} JavaScript`, async () => {
		const page = await person({ js });
		await signIn(page, "priya");
		await open(page, "/handover");
		if (js) await look(page, "handover-pick");
		const from = js ? holder : "Mairead Quinn";
		const option = page.locator("#person option", { hasText: from });
		await page.selectOption("#person", await option.getAttribute("value"));
		await press(page, "Show what they hold");
		assert.match(await heading(page), /^Hand over: /);
		if (js) await look(page, "handover");
		await page.fill("#to", "Nobody Known");
		await press(page, "Check before handing over");
		assert.match(await page.title(), /^Error: /);
		if (js) await look(page, "handover-error", 422);
		await page.fill("#to", js ? "mairead" : "daniel");
		await press(page, "Check before handing over");
		assert.match(await heading(page), /^Check before handing over/);
		if (js) await look(page, "handover-check");
		await press(page, "Change something");
		assert.equal(await page.inputValue("#to"), js ? "mairead" : "daniel");
		await press(page, "Check before handing over");
		await page.locator("button[value=move]").click();
		assert.match(await banner(page), /were handed over/);
		if (js) await look(page, "handover-done");
		await page.context().close();
	});
}

test("a leaver's page says what would be left", async () => {
	assert.ok(held("daniel").length > 0);
	const page = await person();
	await signIn(page, "priya");
	await open(page, "/people");
	await choose(page, "Daniel Osei");
	assert.match(await mainText(page), /Responsible for/);
	await page.check("#closed");
	await press(page, "Save name and account");
	assert.match(await mainText(page), /would be left without anybody/);
	await look(page, "leaver", 422);
	await choose(page, "See and hand over");
	assert.equal(await heading(page), "Hand over: Daniel Osei");
	await page.context().close();
});

await run();
