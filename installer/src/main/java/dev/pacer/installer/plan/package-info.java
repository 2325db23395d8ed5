/** What an install or update would change, decided from values alone. */
@NullMarked
package dev.pacer.installer.plan;

import org.jspecify.annotations.NullMarked;
