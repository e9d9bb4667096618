// team.mjs - a manager's team and the administrator's records, with JavaScript
// and without: clean by axe-core, nothing sideways, a session from end to end.
import assert from "node:assert/strict";
import {
	banner, choose, follow, heading, igtk, mainText, open, person, press, run, signIn, test,
} from "./harness.mjs";
import { clean } from "./look.mjs";

const ago = days => {
	const d = new Date(Date.now() - days * 86400000);
	return [d.getDate(), d.getMonth() + 1, d.getFullYear()].map(String);
};

const look = (page, name) => clean(page, `team-${name}`);

// What is said above stands at its field, and is read out with it.
async function saidTwice(page) {
	assert.match(await page.title(), /^Error: /);
	for (const link of await page.locator(".nhsuk-error-summary a").all()) {
		const id = (await link.getAttribute("href")).slice(1);
		const field = page.locator(`#${id}`);
		assert.equal(await field.count(), 1, id);
		if (!await field.evaluate(e => e.matches("input, select, textarea"))) continue;
		const about = await field.evaluate(e => [e, e.closest("fieldset")]
			.flatMap(x => (x?.getAttribute("aria-describedby") ?? "").split(" "))
			.map(x => document.getElementById(x)?.textContent ?? "").join(" "));
		assert.ok(about.includes(await link.innerText()), `${id}: ${about}`);
	}
}

const session = async (page, days) => {
	await page.selectOption("#course", "IG-ANNUAL");
	for (const [i, part] of ["day", "month", "year"].entries()) await page.fill(`#held-${part}`, ago(days)[i]);
	await page.fill("#trainer", "Priya Anand");
	await page.fill("#sheet", "Ward 6 office");
};

for (const js of [true, false]) {
	const how = js ? "with JavaScript" : "without JavaScript";
	const view = js ? look : async page => assert.equal(await page.locator("h1").count(), 1);

	test(`a ward manager sees the team, filters it and records a session, ${how}`, async () => {
		const page = await person({ js });
		await signIn(page, "ada");
		await choose(page, "My team");
		assert.equal(await heading(page), "My team");
		if (js) assert.match(await mainText(page), /4 of 12 have a course that is overdue or never done/);
		assert.match(await mainText(page), /Kofi Mensah[\s\S]*Never done[\s\S]*Patient Confidentiality/);
		await view(page, "list");
		await page.selectOption("#show", "gaps");
		await press(page, "Filter");
		assert.match(await mainText(page), /Lewis Grant/);
		assert.doesNotMatch(await mainText(page), /Ngozi Eze/);
		await choose(page, "Kofi Mensah");
		assert.match(await mainText(page), /20415678/);
		await view(page, "member");
		await open(page, "/team/chase");
		assert.match(await mainText(page), /Manager: Ben Hartley/);
		await view(page, "chase");
		await open(page, "/team/session");
		await view(page, "session");
		await press(page, "Check before recording");
		await saidTwice(page);
		await view(page, "session-faults");
		await session(page, js ? 2 : 3);
		await page.getByLabel("Ngozi Eze").check();
		await page.getByLabel("Ivy Chan").check();
		await press(page, "Check before recording");
		assert.match(await mainText(page), /Ivy Chan, 20415738/);
		await view(page, "session-check");
		await page.fill("#password", "wrong");
		await press(page, "Record the session");
		assert.match(await mainText(page), /Enter the right password/);
		await page.fill("#password", "demo-ada-2026");
		await press(page, "Record the session");
		assert.match(await banner(page), /on record for 2 people/);
		await page.context().close();
	});

	test(`an administrator adds and changes staff, courses and needs, ${how}`, async () => {
		const page = await person({ js });
		const number = js ? "9001" : "9002";
		await signIn(page, "priya");
		await choose(page, "Training records");
		await view(page, "hub");
		await open(page, "/manage/staff");
		await view(page, "staff");
		await page.fill("#like", "mensah");
		await press(page, "Find");
		await choose(page, "Mensah, Kofi");
		await view(page, "record");
		await press(page, "Leave out of the figure");
		await saidTwice(page);
		await open(page, "/manage/staff/new");
		await page.fill("#number", number);
		await press(page, "Add");
		await saidTwice(page);
		assert.equal(await page.inputValue("#number"), number);
		await view(page, "staff-new-faults");
		await page.fill("#first_name", "Amy");
		await page.fill("#last_name", `Vance ${number}`);
		await page.fill("#manager", "20415678");
		await press(page, "Add");
		assert.equal(await banner(page), "The record was added");
		await press(page, "Change this record");
		assert.match(await mainText(page), /Now: Kofi Mensah/);
		await view(page, "staff-change");
		await open(page, "/manage/courses");
		await view(page, "courses");
		await open(page, "/manage/courses/IG-ANNUAL");
		await view(page, "course");
		await page.fill("#alias", `Yearly course ${number}`);
		await press(page, "Add this name");
		assert.equal(await banner(page), "The name was added");
		await open(page, "/manage/courses/new");
		await press(page, "Add the course");
		await saidTwice(page);
		await open(page, "/manage/needs");
		await view(page, "needs");
		const box = page.getByLabel(`Password Management: ${js ? "Estates" : "Medical"}`);
		await box.check();
		await press(page, "Save the training needs");
		assert.equal(await banner(page), "The training needs were saved");
		assert.equal(await box.isChecked(), true);
		await page.context().close();
	});
}

test("the first column of the needs stays in sight, and the box scrolls with the keyboard", async () => {
	const page = await person({ width: 320 });
	await signIn(page, "priya");
	await open(page, "/manage/needs");
	await page.locator("#needs").focus();
	const first = page.locator('.ig-needs th[scope="row"]').first();
	const before = (await first.boundingBox()).x;
	await page.locator("#needs").evaluate(e => { e.scrollLeft = 200; });
	assert.ok(Math.abs((await first.boundingBox()).x - before) < 2);
	await page.context().close();
});

test("the chase list prints without menus, with a column to tick", async () => {
	const page = await person({});
	await signIn(page, "ada");
	await open(page, "/team/chase");
	await page.emulateMedia({ media: "print" });
	assert.equal(await page.locator(".nhsuk-header").isVisible(), false);
	assert.equal(await page.locator(".ig-filter").isVisible(), false);
	assert.equal(await page.getByText("Reminded").first().isVisible(), true);
	await page.context().close();
});

test("whoever has no team is told why", async () => {
	const page = await person({});
	await signIn(page, "sol");
	igtk("role", "grant", "--org", "8XX02", "--user", "sol", "--role", "manager");
	await follow(page, () => page.goto(new URL("/team", page.url()).href));
	assert.match(await mainText(page), /not linked to a staff record/);
	await look(page, "none");
	await page.context().close();
});

await run();
