package io.meshconformance.harness.oidc;

import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.http.Url;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ccil.cowan.tagsoup.Parser;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The identity provider's form.
 *
 * @param action where it is sent
 * @param hidden its hidden fields
 */
public record SignInForm(Url action, Map<String, String> hidden) {

    /** The form on this page that has these fields, if there is one; a form is known by at least one. */
    static Optional<SignInForm> on(Exchange page, Set<String> fields) {
        Optional<Response> shown = page.response()
                .filter(r -> r.status() == 200 && r.mediaType().equals("text/html"))
                .filter(r -> !fields.isEmpty());
        return shown.flatMap(response -> read(page.request().url(), response.body(), fields));
    }

    /**
     * The request that signs somebody in.
     *
     * @param entries what is typed, by field
     */
    public Request filledBy(Map<String, String> entries) {
        Map<String, String> fields = new LinkedHashMap<>(hidden);
        fields.putAll(entries);
        return Request.form(action.toString(), fields);
    }

    private static Optional<SignInForm> read(Url page, String html, Set<String> fields) {
        Forms forms = new Forms();
        try {
            Parser parser = new Parser();
            parser.setContentHandler(forms);
            parser.parse(new InputSource(new StringReader(html)));
        } catch (IOException | SAXException e) {
            throw new IllegalStateException("The provider's page at " + page + " cannot be read", e);
        }
        return forms.all.stream()
                .filter(form -> form.names.containsAll(fields))
                .findFirst()
                .flatMap(form -> page.resolve(form.action.strip()).map(action -> new SignInForm(action, form.hidden)));
    }

    /** One form of a page: its address, the names of its fields, and the values of those that are hidden. */
    private record Form(String action, Set<String> names, Map<String, String> hidden) {}

    /** Collects the forms while the page is read. */
    private static final class Forms extends DefaultHandler {

        private final List<Form> all = new ArrayList<>();

        @Override
        public void startElement(String uri, String localName, String qualifiedName, Attributes attributes) {
            if (localName.equals("form")) {
                all.add(new Form(text(attributes, "action"), new HashSet<>(), new LinkedHashMap<>()));
            } else if (!all.isEmpty() && attributes.getValue("name") != null) {
                Form form = all.get(all.size() - 1);
                form.names.add(text(attributes, "name"));
                if (text(attributes, "type").equals("hidden")) {
                    form.hidden.put(text(attributes, "name"), text(attributes, "value"));
                }
            }
        }

        private static String text(Attributes attributes, String name) {
            String value = attributes.getValue(name);
            return value == null ? "" : value;
        }
    }
}
