package io.meshconformance.harness.oidc;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.meshconformance.harness.identity.User;

/**
 * The form at which the provider asks for a user.
 *
 * @param page the page that shows it, on the thread that speaks to it
 */
public record ProviderForm(Page page) {

    /**
     * Types in the user's name and claims.
     *
     * @throws AssertionError when the page shows no such form
     */
    public void fill(User user) {
        type("username", user.subject());
        type("claims", user.claimsJson());
    }

    private void type(String name, String text) {
        Locator field = field(name);
        if (field.count() == 0) {
            throw new AssertionError("the page at " + page.url().replaceAll("[?#].*", "")
                    + " is no form to sign in with: it has no field " + name);
        }
        field.fill(text);
    }

    /** Sends it, in a moment: the page is still there to say that it has understood. */
    public void send() {
        field("username").evaluate("field => setTimeout(() => field.form.requestSubmit())");
    }

    private Locator field(String name) {
        return page.locator("[name=" + name + "]").first();
    }
}
