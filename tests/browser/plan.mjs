// plan.mjs - one's own work, the improvement plan and the forecast: used with
// JavaScript and without; each page looked at.
import assert from "node:assert/strict";
import {
	audited, banner, choose, heading, igtkJson, mainText, open, password, person, press, run, signIn, test,
} from "./harness.mjs";
import { look } from "./look.mjs";

const work = user => igtkJson("work", "--user", user);
const PLAN = "/assessment/14.1/plan";

test("the first page says what waits, most urgent first, as the command does", async () => {
	const page = await person();
	await signIn(page, "mairead");
	assert.equal(await heading(page), "My work");
	const said = await page.locator("main table").first().locator("tbody tr").allInnerTexts();
	const listed = work("mairead");
	assert.deepEqual(said.map((row, i) => row.startsWith(listed[i].title)), listed.map(() => true));
	assert.match(said[0], /Agree the procedure[\s\S]*Overdue/);
	await look(page, "plan-my-work");
	await page.context().close();
});

test("a gap becomes an action in one step, and is then made right", async () => {
	const page = await person();
	await signIn(page, "daniel");
	await open(page, "/assessment/14.1");
	await choose(page, "The improvement plan");
	await look(page, "plan-whole");
	const before = audited("RX901", "action.add");
	await page.getByRole("button", { name: /^Make it an action/ }).first().click();
	await page.waitForURL(/added=1/);
	assert.match(await banner(page), /The action was added/);
	assert.equal(audited("RX901", "action.add"), before + 1);
	await page.locator(`main a[href*="${PLAN}/action/"]`).last().click();
	await page.waitForURL(/\/action\//);
	await look(page, "plan-action");
	await page.fill("#owner", "Nobody Known");
	await page.fill("#due-day", "31");
	await page.fill("#due-month", "2");
	await press(page, "Save the changes");
	assert.match(await page.title(), /^Error: /);
	assert.equal(await page.inputValue("#owner"), "Nobody Known");
	await look(page, "plan-action-error", 422);
	await page.fill("#owner", "Kofi Mensah");
	await page.fill("#due-day", "1");
	await page.fill("#due-month", "1");
	await page.fill("#due-year", "2020");
	await press(page, "Save the changes");
	assert.match(await banner(page), /Its day has passed already: it counts as overdue/);
	assert.equal(work("kofi")[0].kind, "action");
	await open(page, PLAN);
	assert.match(await mainText(page), /It was changed since: it is to be signed again/);
	await page.getByRole("link", { name: /^Write one yourself/ }).first().click();
	await look(page, "plan-action-new");
	await page.context().close();
});

for (const js of [true, false]) {
	const how = js ? "with JavaScript" : "without JavaScript";

	test(`whoever an action belongs to reports of it, ${how}`, async () => {
		const page = await person({ js });
		await signIn(page, "kofi");
		await choose(page, "Put up the notices for patients on Ward 6");
		await page.fill("#progress", "101");
		await press(page, "Report");
		assert.match(await mainText(page), /progress in percent/);
		await page.fill("#progress", js ? "40" : "100");
		await page.fill("#said", js ? "Half of the ward has them." : "All of it has them.");
		await press(page, "Report");
		assert.equal(await banner(page), js ? "Reported" : "Reported. The action is done");
		if (js) await look(page, "plan-report-mine");
		await page.context().close();
	});
}

test("the plan is signed with the password, and the report and the forecast follow", async () => {
	const page = await person();
	await signIn(page, "mairead");
	await open(page, PLAN);
	await choose(page, "Sign the plan");
	await look(page, "plan-sign");
	await page.fill("#post", "Director of finance");
	await page.fill("#password", "wrong");
	await press(page, "Sign the plan");
	assert.match(await mainText(page), /Enter the right password/);
	await look(page, "plan-sign-error", 422);
	await page.fill("#password", password("mairead"));
	await press(page, "Sign the plan");
	assert.equal(await banner(page), "The plan is signed");
	assert.match(await mainText(page), /Signed by Mairead Quinn, Director of finance/);
	await look(page, "plan-signed");
	await choose(page, "Progress report");
	assert.match(await mainText(page), /All of it has them\./);
	await look(page, "plan-progress");
	await open(page, PLAN);
	await choose(page, "What will miss its day");
	assert.match(await mainText(page), /days? after the year was opened/);
	await look(page, "plan-forecast");
	await page.context().close();
});

await run();
