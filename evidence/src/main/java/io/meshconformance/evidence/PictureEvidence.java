package io.meshconformance.evidence;

/**
 * What a browser showed at one moment.
 *
 * @param file name of the picture's file; no such file is published where a secret could be read in the picture
 * @param name what it shows, in words
 * @param url the address in its address bar, redacted
 * @param text all text that can be read in the picture, redacted
 */
public record PictureEvidence(String file, String name, String url, String text) {}
