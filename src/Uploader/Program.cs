using ToolTime.Uploader.Commands;
using ToolTime.Uploader.Recording;

// A hook runs on every tool call of an agent, so it is told apart before anything else is loaded.
return args is ["hook", ..]
    ? HookCommand.Run(args)
    : CommandLine.Run(args);
