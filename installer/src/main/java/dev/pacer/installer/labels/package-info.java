/** The labels that are the only record of an installation, as Cosmos writes and reads them. */
@NullMarked
package dev.pacer.installer.labels;

import org.jspecify.annotations.NullMarked;
