package io.meshconformance.harness.oidc;

import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.identity.User;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ccil.cowan.tagsoup.Parser;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The identity provider's form: a {@code username} field, and a {@code claims} field that takes a JSON object.
 *
 * @param action where it is sent
 * @param hidden its hidden fields
 */
public record SignInForm(Url action, Map<String, String> hidden) {

    /** The form on this page, if it is one to sign in with. */
    public static Optional<SignInForm> on(Exchange page) {
        Optional<Response> shown = page.response()
                .filter(r -> r.status() == 200 && r.mediaType().equals("text/html"))
                .filter(r -> r.body().contains("name=\"username\""));
        return shown.flatMap(response -> read(page.request().url(), response.body()));
    }

    /** The request that signs this user in. */
    public Request filledBy(User user) {
        Map<String, String> fields = new LinkedHashMap<>(hidden);
        fields.put("username", user.subject());
        fields.put("claims", user.claimsJson());
        return Request.form(action.toString(), fields);
    }

    private static Optional<SignInForm> read(Url page, String html) {
        Fields fields = new Fields();
        try {
            Parser parser = new Parser();
            parser.setContentHandler(fields);
            parser.parse(new InputSource(new StringReader(html)));
        } catch (IOException | SAXException e) {
            throw new IllegalStateException("The provider's page at " + page + " cannot be read", e);
        }
        return page.resolve(fields.action.strip()).map(action -> new SignInForm(action, fields.hidden));
    }

    /** Collects the form's action and its hidden fields while the page is read. */
    private static final class Fields extends DefaultHandler {

        private final Map<String, String> hidden = new LinkedHashMap<>();
        private String action = "";

        @Override
        public void startElement(String uri, String localName, String qualifiedName, Attributes attributes) {
            if (localName.equals("form")) {
                action = text(attributes, "action");
            } else if (localName.equals("input") && text(attributes, "type").equals("hidden")) {
                hidden.put(text(attributes, "name"), text(attributes, "value"));
            }
        }

        private static String text(Attributes attributes, String name) {
            String value = attributes.getValue(name);
            return value == null ? "" : value;
        }
    }
}
