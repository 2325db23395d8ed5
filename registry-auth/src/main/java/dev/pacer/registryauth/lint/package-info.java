/**
 * Says which apps cannot pull their image, or soon will not, and why. Rules know values only; the
 * two readers turn JSON into them.
 */
@NullMarked
package dev.pacer.registryauth.lint;

import org.jspecify.annotations.NullMarked;
