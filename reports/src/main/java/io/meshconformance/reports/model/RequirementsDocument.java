package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The list of requirements a run was held against.
 *
 * @param document its path in the repository
 * @param sha256 digest of its bytes, hexadecimal
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequirementsDocument(String document, String sha256) {

    /** Reads what is absent as empty. */
    public RequirementsDocument {
        document = Absent.text(document);
        sha256 = Absent.text(sha256);
    }
}
