/** Where packages come from: repositories of all kinds, kept in one cache and asked in order. */
@NullMarked
package dev.pacer.installer.repository;

import org.jspecify.annotations.NullMarked;
