/** Pieces of work that a person picks from a menu, told to the model as the tools to use and their order. */
@NullMarked
package com.osmtalk.mcp.prompt;

import org.jspecify.annotations.NullMarked;
