package io.meshconformance.harness.oidc;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.meshconformance.harness.identity.User;

/**
 * The form at which the provider asks for a user.
 *
 * @param page the page that shows it, on the thread that speaks to it
 * @param signIn how it is filled
 */
public record ProviderForm(Page page, ProviderSignIn signIn) {

    /**
     * Types in who signs in.
     *
     * @return the address of the page
     * @throws AssertionError when the page shows no such form
     * @throws io.meshconformance.run.EnvironmentBroken when the provider does not take the user
     */
    public String fill(User user) {
        for (String name : signIn.form().keySet()) {
            if (field(name).count() == 0) {
                throw new AssertionError("the page at " + page.url().replaceAll("[?#].*", "")
                        + " is no form to sign in with: it has no field " + name);
            }
        }
        signIn.entries(user).forEach((name, text) -> field(name).fill(text));
        return page.url();
    }

    /** Sends it, in a moment: the page is still there to say that it has understood. */
    public void send() {
        field(signIn.form().keySet().iterator().next())
                .evaluate("field => setTimeout(() => field.form.requestSubmit())");
    }

    private Locator field(String name) {
        return page.locator("[name='" + name + "']").first();
    }
}
