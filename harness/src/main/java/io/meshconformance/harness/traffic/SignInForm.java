package io.meshconformance.harness.traffic;

import io.meshconformance.harness.identity.User;
import io.restassured.path.xml.XmlPath;
import io.restassured.path.xml.XmlPath.CompatibilityMode;
import io.restassured.path.xml.element.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The identity provider's form: a {@code username} field, and a {@code claims} field that takes a JSON object.
 *
 * @param action where it is sent
 * @param hidden its hidden fields
 */
record SignInForm(Url action, Map<String, String> hidden) {

    /** The form on this page, if it is one to sign in with. */
    static Optional<SignInForm> on(Exchange page) {
        Optional<Response> shown = page.response()
                .filter(r -> r.status() == 200 && r.mediaType().equals("text/html"))
                .filter(r -> r.body().contains("name=\"username\""));
        return shown.map(response -> read(page.request().url(), response.body()));
    }

    /** The request that signs this user in. */
    Request filledBy(User user) {
        Map<String, String> fields = new LinkedHashMap<>(hidden);
        fields.put("username", user.subject());
        fields.put("claims", user.claimsJson());
        return Request.form(action.toString(), fields);
    }

    private static SignInForm read(Url page, String html) {
        XmlPath document = new XmlPath(CompatibilityMode.HTML, html);
        String action = document.getString("**.find { it.name() == 'form' }.@action");
        List<Node> inputs = document.getList("**.findAll { it.name() == 'input' && it.@type == 'hidden' }", Node.class);
        Map<String, String> hidden = new LinkedHashMap<>();
        inputs.forEach(input -> hidden.put(input.getAttribute("name"), input.getAttribute("value")));
        return new SignInForm(action == null || action.isBlank() ? page : page.resolve(action), hidden);
    }
}
