/** DC/OS: the tokens that its gateway asks for, from a file or by a service account's login. */
@NullMarked
package dev.pacer.cluster.dcos;

import org.jspecify.annotations.NullMarked;
