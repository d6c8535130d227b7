package io.meshconformance.reports.model;

/**
 * Why a failure was expected.
 *
 * @param reason why it fails
 * @param link where the failure is discussed
 * @param until last day it is accepted, ISO 8601
 */
public record KnownFailureNote(String reason, String link, String until) {}
