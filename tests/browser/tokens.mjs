// tokens.mjs - a person makes a token for a program, and revokes it; the
// administrator sees it beside the person.
import assert from "node:assert/strict";
import { banner, heading, mainText, open, password, person, press, run, signIn, test } from "./harness.mjs";
import { look } from "./look.mjs";

for (const js of [true, false]) {
	test(`a token is made, used and revoked, ${js ? "with" : "without"} JavaScript`, async () => {
		const page = await person({ js });
		await signIn(page, "kofi");
		await open(page, "/settings");
		await page.locator('main a[href$="/settings/tokens"]').click();
		assert.equal(await heading(page), "Tokens for programs");
		if (js) await look(page, "tokens");
		await press(page, "Make the token");
		assert.match(await mainText(page), /Enter what it is for[\s\S]*Enter your password/);
		if (js) await look(page, "tokens-faults");
		await page.fill("#name", `Roster ${js}`);
		await page.fill("#password", password("kofi"));
		await press(page, "Make the token");
		const token = /igtk_[\w-]{43}/.exec(await mainText(page))?.[0];
		assert.ok(token, "the token is shown");
		if (js) await look(page, "tokens-made");
		const url = new URL(page.url());
		const home = () => page.request.get(`${url.origin}${url.pathname.replace(/settings.*/, "")}api/v1/home`, {
			headers: { Authorization: `Bearer ${token}` } });
		assert.equal((await home()).status(), 200);
		await open(page, "/settings/tokens");
		assert.ok(!(await mainText(page)).includes(token), "and not again");
		await page.getByRole("button", { name: `Revoke the token Roster ${js}` }).click();
		assert.equal(await banner(page), "The token opens nothing any more");
		assert.equal((await home()).status(), 401);
		await page.context().close();
	});
}

test("the administrator sees a person's tokens", async () => {
	const page = await person();
	await signIn(page, "priya");
	await open(page, "/people");
	await page.locator("main a", { hasText: "Kofi Mensah" }).first().click();
	assert.match(await mainText(page), /Tokens for programs[\s\S]*Roster true[\s\S]*Revoked/);
	await look(page, "person-tokens");
	await page.context().close();
});

await run();
