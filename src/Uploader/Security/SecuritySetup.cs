using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Rules;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Security;

/// <summary>Creates the engine with the user's rules.</summary>
internal static class SecuritySetup
{
    /// <summary>The engine for calls made now.</summary>
    /// <param name="context">Where the user's files are.</param>
    /// <param name="file">A rules file; null for the one in tooltime's home, if it exists.</param>
    /// <exception cref="ConfigException">The rules file cannot be used.</exception>
    public static SecurityEngine Engine(CommandContext context, string? file) =>
        new(Rules(context, file), new FileSystemLinks(), AgentHomes.User(context.Environment));

    /// <summary>The engine for past calls: links may have changed since, and secrets are replaced.</summary>
    /// <param name="context">Where the user's files are.</param>
    /// <param name="file">A rules file; null for the one in tooltime's home, if it exists.</param>
    /// <exception cref="ConfigException">The rules file cannot be used.</exception>
    public static SecurityEngine PastEngine(CommandContext context, string? file) =>
        new(Rules(context, file), new NoLinks(), AgentHomes.User(context.Environment), redacts: true);

    private static UserRules Rules(CommandContext context, string? file)
    {
        var path = file ?? context.Home.SecurityRules;
        return file is null && !File.Exists(path) ? UserRules.None : UserRules.Parse(File.ReadAllText(path));
    }
}
