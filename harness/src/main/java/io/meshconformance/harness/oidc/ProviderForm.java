package io.meshconformance.harness.oidc;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.meshconformance.harness.identity.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The forms at which the provider asks for a user.
 *
 * @param page the page that shows them, on the thread that speaks to it
 * @param signIn how they are filled
 */
public record ProviderForm(Page page, ProviderSignIn signIn) {

    /**
     * Types in who signs in, and sends every form but the last.
     *
     * @param limit until the next form is shown
     * @return the address of the page with the last form, filled in
     * @throws AssertionError when the page shows no such form
     * @throws io.meshconformance.run.EnvironmentBroken when the provider does not take the user
     */
    public String fill(User user, Duration limit) {
        List<Map<String, String>> forms = signIn.pages();
        requireShown(forms.get(0));
        List<Map<String, String>> entries = signIn.entries(user);
        for (int number = 0; number < forms.size(); number++) {
            if (number > 0) {
                submit(forms.get(number - 1));
                field(first(forms.get(number))).waitFor(new Locator.WaitForOptions().setTimeout(limit.toMillis()));
                requireShown(forms.get(number));
            }
            Map<String, String> form = forms.get(number);
            entries.get(number).forEach((name, text) -> {
                if (!isPressed(form.get(name))) {
                    field(name).fill(text);
                }
            });
        }
        return page.url();
    }

    /** Sends the last form, in a moment: the page is still there to say that it has understood. */
    public void send() {
        submit(signIn.pages().get(signIn.pages().size() - 1));
    }

    private void requireShown(Map<String, String> form) {
        for (String name : form.keySet()) {
            if (field(name).count() == 0) {
                throw new AssertionError("the page at " + page.url().replaceAll("[?#].*", "")
                        + " is no form to sign in with: it has no field " + name);
            }
        }
    }

    private void submit(Map<String, String> form) {
        String pressed = form.keySet().stream()
                .filter(name -> isPressed(form.get(name)))
                .map(name ->
                        "[name='%s'][value='%s']".formatted(name, form.get(name).substring(1)))
                .findFirst()
                .orElse("");
        if (pressed.isEmpty()) {
            field(first(form)).evaluate("field => setTimeout(() => field.form.requestSubmit())");
        } else {
            page.locator(pressed).first().evaluate("button => setTimeout(() => button.click())");
        }
    }

    /** What no person types is a button. */
    private static boolean isPressed(String filling) {
        return filling.startsWith(ProviderSignIn.LITERAL);
    }

    private static String first(Map<String, String> form) {
        return form.keySet().iterator().next();
    }

    private Locator field(String name) {
        return page.locator("[name='" + name + "']").first();
    }
}
