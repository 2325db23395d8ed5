/** What every tool serves: health, metrics, status, a page; and who may see it. */
@NullMarked
package dev.pacer.frame.pages;

import org.jspecify.annotations.NullMarked;
