package io.meshconformance.reports.model.requirement;

/**
 * The list of requirements a run was held against.
 *
 * @param document its path in the repository
 * @param sha256 digest of its bytes, hexadecimal
 */
public record RequirementsDocument(String document, String sha256) {}
