package io.meshconformance.harness.expect;

/**
 * What a person's browser showed at one moment.
 *
 * @param words what it shows, in words
 * @param url the address in its address bar, raw
 * @param text all text that can be read in the picture, raw: what is judged when secrets are looked for
 * @param png the picture; copied neither in nor out, never changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record Picture(String words, String url, String text, byte[] png) {}
