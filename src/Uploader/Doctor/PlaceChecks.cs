using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;
using ToolTime.Uploader.Connecting;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Doctor;

/// <summary>
/// Whether settings point to where this command looks: agents' folders, the home that hooks record to, and the program they run.
/// </summary>
internal static class PlaceChecks
{
    private static readonly string[] HomeVariables = ["TOOLTIME_HOME", "XDG_DATA_HOME"];

    public static DoctorCheck Folders(CommandContext context)
    {
        var gone =
            from agent in Agent.All
            from folder in AgentHomes.Named(context.Environment, agent.FolderVariable)
            where !Directory.Exists(folder)
            select $"{folder}, named by {agent.FolderVariable},";
        return gone.FirstOrDefault() is { } found
            ? new(
                "agent_folders",
                DoctorCheck.Warning,
                $"{found} does not exist, so nothing there is counted.",
                "Correct the variable, or remove it."
            )
            : new("agent_folders", DoctorCheck.Fine, "Every folder that a variable names exists.");
    }

    public static DoctorCheck Home(CommandContext context)
    {
        foreach (var path in Settings(context))
        {
            var set = Variables(path);
            if (
                ToolTimeHome.Locate(name => set.GetValueOrDefault(name) ?? context.Environment(name)) is { } home
                && Trimmed(home) != Trimmed(context.Home)
            )
            {
                return new(
                    "hooks_home",
                    DoctorCheck.Fault,
                    $"Hooks in {path} record to {home.Path}, but this command reads {context.Home.Path}.",
                    $"Set TOOLTIME_HOME to {home.Path} here too, or remove it from the settings' `env`."
                );
            }
        }

        if (context.Environment(HomeVariables[0]) is { Length: > 0 } named
            && !Path.IsPathRooted(AgentHomes.Expand(named, context.Environment)))
        {
            return new(
                "hooks_home",
                DoctorCheck.Warning,
                $"{HomeVariables[0]} is {named}, so hooks record below whichever folder their agent works in.",
                "Set it to a full path."
            );
        }

        return WriteFault(context.Home) is { } fault
            ? new("hooks_home", DoctorCheck.Fault, $"Hooks cannot record to {context.Home.Path}. {fault}", "Until then, what agents do is lost.")
            : new("hooks_home", DoctorCheck.Fine, $"Hooks record to {context.Home.Path}.");
    }

    private static IEnumerable<string> Settings(CommandContext context)
    {
        var project = WorkingFolder.Find();
        return Agent
            .All.SelectMany(agent => new[] { agent.UserSettings(context.Environment), project is null ? null : agent.SettingsOf(project) })
            .OfType<string>()
            .Distinct()
            .Where(RegularFile.Exists);
    }

    // Only writing shows whether there is room, and whether the system allows it.
    private static string? WriteFault(ToolTimeHome home)
    {
        var probe = Path.Combine(home.Path, $"doctor.{Environment.ProcessId}.tmp");
        var isNew = !Directory.Exists(home.Path);
        try
        {
            PrivateFiles.CreateFolder(home.Path);
            using (var file = new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                file.WriteByte(0);
            }

            if (isNew && !Directory.EnumerateFileSystemEntries(home.Path).Any())
            {
                Directory.Delete(home.Path);
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SystemError.Words(e);
        }
    }

    public static DoctorCheck Program(CommandContext context)
    {
        var running = Environment.ProcessPath is { } program && Path.GetFileNameWithoutExtension(program) is "tooltime" ? program : null;
        var others =
            from path in Settings(context)
            from command in HookSettings.CommandsIn(path)
            let named = HookLine.Executable(command)
            where running is not null && named is not null && File.Exists(named) && Real(named) != Real(running)
            select $"Hooks in {path} run {named}";
        return others.FirstOrDefault() is { } found
            ? new(
                "hooks_program",
                DoctorCheck.Warning,
                $"{found}, but this is {running}: two versions may record differently.",
                "Run `tooltime connect` again."
            )
            : new("hooks_program", DoctorCheck.Fine, "All hooks run this tooltime.");
    }

    private static Dictionary<string, string> Variables(string path)
    {
        try
        {
            using var document = EditedJson.Parse(File.ReadAllBytes(path));
            return
                document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty("env", out var env)
                && env.ValueKind is JsonValueKind.Object
                ? env.EnumerateObject()
                    .Where(variable => HomeVariables.Contains(variable.Name) && variable.Value.ValueKind is JsonValueKind.String)
                    .DistinctBy(variable => variable.Name)
                    .ToDictionary(variable => variable.Name, variable => variable.Value.GetString()!)
                : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Trimmed(ToolTimeHome home) => Path.TrimEndingDirectorySeparator(home.Path);

    private static string Real(string path) => RealPath.Resolve(Path.GetFullPath(path));
}
