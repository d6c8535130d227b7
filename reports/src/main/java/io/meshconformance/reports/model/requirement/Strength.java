package io.meshconformance.reports.model.requirement;

/** How strong a requirement is, in the words of RFC 2119. MUST decides the verdict. */
public enum Strength {
    MUST,
    SHOULD
}
