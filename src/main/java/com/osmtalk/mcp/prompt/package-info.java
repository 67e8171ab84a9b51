/**
 * The prompts: tasks that a person picks from a menu of the client, written out for the model as steps with tools.
 * Begin with {@link com.osmtalk.mcp.prompt.Prompts}. It names tools by their names only and does not know their
 * classes; a test holds that the names and arguments exist.
 */
@NullMarked
package com.osmtalk.mcp.prompt;

import org.jspecify.annotations.NullMarked;
