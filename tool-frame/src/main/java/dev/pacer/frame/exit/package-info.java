/** The toolkit's exit codes, and the failure that carries one. */
@NullMarked
package dev.pacer.frame.exit;

import org.jspecify.annotations.NullMarked;
