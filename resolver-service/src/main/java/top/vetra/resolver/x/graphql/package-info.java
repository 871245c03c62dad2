/** X's GraphQL queries, and the ways in which each may be asked. */
@NullMarked
package top.vetra.resolver.x.graphql;

import org.jspecify.annotations.NullMarked;
