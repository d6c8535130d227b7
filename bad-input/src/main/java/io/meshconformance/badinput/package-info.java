/** Damaged documents for the tests of parsers, and the judgement of what a parser makes of them. */
@NullMarked
package io.meshconformance.badinput;

import org.jspecify.annotations.NullMarked;
