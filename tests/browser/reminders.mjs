// reminders.mjs - which reminders one gets, a calendar's address, whom mail
// does not reach, and what is long overdue; each page looked at.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { banner, heading, mainText, open, person, press, run, signIn, test } from "./harness.mjs";
import { look } from "./look.mjs";

const { SITE_DB } = process.env;
const sql = text => execFileSync("sqlite3", ["-cmd", ".timeout 5000", SITE_DB, text], { encoding: "utf8" }).trim();

for (const js of [true, false]) {
	test(`a person chooses, and makes a calendar's address, ${js ? "with" : "without"} JavaScript`, async () => {
		const page = await person({ js });
		await signIn(page, "kofi");
		await page.locator('main a[href$="/settings"]').click();
		assert.equal(await heading(page), "Reminders and calendar");
		assert.match(await mainText(page), /They go to kofi\.mensah@/);
		if (js) await look(page, "settings");
		await page.check("#late-only");
		await press(page, "Save");
		assert.equal(await banner(page), "Your choice was saved");
		assert.equal(await page.isChecked("#late-only"), true);
		await page.uncheck("#late-only");
		await press(page, "Save");
		await press(page, "Make an address");
		const address = /https?:\/\/\S+\/calendar\/[\w-]{43}\.ics/.exec(await mainText(page))?.[0];
		assert.ok(address, "the address is shown");
		if (js) await look(page, "settings-address");
		const answer = await page.context().request.get(address);
		assert.match(await answer.text(), /^BEGIN:VCALENDAR\r\n/);
		await press(page, "Stop the address");
		assert.equal((await page.context().request.get(address)).status(), 404);
		await page.context().close();
	});
}

test("the manager sees what has been overdue for long", async () => {
	const page = await person();
	await signIn(page, "ada");
	await open(page, "/reminders/overdue");
	assert.match(await mainText(page), /Kofi Mensah[\s\S]*Training/);
	await look(page, "reminders-overdue");
	await page.context().close();
});

test("the administrator sees whom reminders do not reach", async () => {
	const page = await person();
	await signIn(page, "priya");
	await open(page, "/people");
	await page.locator('main a[href$="/reminders"]').click();
	assert.equal(await heading(page), "Reminders");
	await look(page, "reminders");
	await page.context().close();
});

test("whom they do not reach comes in pages, with the keyboard as well", async () => {
	sql(`WITH RECURSIVE k (i) AS (SELECT 800 UNION ALL SELECT i + 1 FROM k WHERE i < 859)
		INSERT INTO person (id, user_name, name, org_id, closed, added_at)
		SELECT i, 'crowd' || i, 'Crowd ' || i, (SELECT id FROM org WHERE code = 'RX901'), 0, 0 FROM k;
		INSERT INTO holder SELECT org_id, id, id, NULL, NULL FROM person WHERE user_name LIKE 'crowd8%';
		INSERT INTO action (org_id, id, assessment_id, requirement_id, title, reach, owner_id, due_on, progress,
			state, edition, added_at, added_by)
		SELECT p.org_id, p.id, n.assessment_id, n.requirement_id, 'x', 2, p.id, '2020-01-31', 0, 0, 0, 1, 'x'
		FROM person p, (SELECT a.* FROM answer a JOIN assessment s ON s.id = a.assessment_id
			JOIN org o ON o.id = s.org_id WHERE o.code = 'RX901' AND s.state < 2 LIMIT 1) n
		WHERE p.user_name LIKE 'crowd8%'`);
	const page = await person();
	await signIn(page, "priya");
	await open(page, "/reminders");
	assert.match(await mainText(page), /60\s+without an address for whom something waits/);
	await look(page, "reminders-many");
	await page.getByRole("link", { name: "Next 50" }).press("Enter");
	await page.waitForURL(/page=2/);
	assert.match(await mainText(page), /Crowd 859/);
	assert.doesNotMatch(await mainText(page), /Crowd 849/);
	await page.getByRole("link", { name: "Previous 50" }).press("Enter");
	await page.waitForURL(/page=1/);
	assert.match(await mainText(page), /Crowd 800/);
	await page.context().close();
});

await run();
