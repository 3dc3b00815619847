using ToolTime.Monitor.Security.Guarding;
using ToolTime.Recording.Hooks;
using ToolTime.Uploader.Commands;

// A hook runs on every tool call of an agent and a status line several times a second, so both are recognised before anything else
// loads.
return args switch
{
    ["hook", ..] => HookCommand.Run(args, CallGuard.Evaluate),
    ["statusline"] => StatusLineCommand.Run(),
    _ => CommandLine.Run(args),
};
