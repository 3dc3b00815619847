using ToolTime.Recording.Hooks;
using ToolTime.Uploader.Commands;

// A hook runs on every tool call of an agent, so it is recognised before anything else is loaded.
return args is ["hook", ..]
    ? HookCommand.Run(args)
    : CommandLine.Run(args);
