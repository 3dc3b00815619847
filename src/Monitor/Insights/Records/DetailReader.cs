using System.Text.Json;
using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Shell;
using ToolTime.Monitor.Security.Tools;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Json;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Insights.Records;

/// <summary>Reads calls' input. Runs nothing and reads nothing else.</summary>
/// <param name="home">The user's folder, if it does not follow from the working directory.</param>
internal sealed class DetailReader(string? home)
{
    private const int LongestInput = 4 * 1024 * 1024;
    private const int LongestCommand = 300;
    private const int FolderWeight = 10;

    private static readonly string[] PathNames =
    [
        "file_path",
        "path",
        "notebook_path",
        "absolute_path",
        "filePath",
        "filename",
        "file",
        "target_file",
        "dir_path",
        "pattern",
    ];

    private static readonly string[] PatchMarks = ["*** Update File: ", "*** Add File: ", "*** Delete File: "];

    /// <summary>Null if the arguments are not JSON, or too long.</summary>
    public CallDetail? Read(in CallInput input)
    {
        if (input.Json.Length > LongestInput)
        {
            return null;
        }

        try
        {
            using var document = ForeignJson.Parse(input.Json.ToArray());
            return Read(input, document.RootElement);
        }
        catch (JsonException)
        {
            // A model's arguments may be invalid JSON; the agent refuses such a call.
            return null;
        }
    }

    private CallDetail Read(in CallInput input, JsonElement arguments)
    {
        var kind = ToolNames.KindOf(input.Tool);
        var lines = AddedLines.Read(arguments, kind);
        var detail = new CallDetail
        {
            Key = input.Key,
            Kind = kind,
            Input = IdHash.Compute(input.Json, IdHash.Compute(input.Tool)),
            Paths = Paths(arguments, kind, input.Folder),
            Added = lines.Added,
            Removed = lines.Removed,
            Lines = lines.Hashes,
        };
        if (kind is ToolKind.Shell or ToolKind.PowerShell && ToolInput.Command(arguments, out _) is { } command)
        {
            detail = detail with
            {
                Input = IdHash.Compute(command, IdHash.Compute(input.Tool)),
                Command = command.Length <= LongestCommand ? command : command[..LongestCommand],
                IsPlainRead = kind is ToolKind.Shell && ShellLook.IsPlainRead(ShellParser.Parse(command)),
            };
        }

        return WithEffects(detail, input, arguments);
    }

    private CallDetail WithEffects(CallDetail detail, in CallInput input, JsonElement arguments)
    {
        var folder = input.Folder ?? "";
        var user = SecurityEngine.HomeOf(folder, home);
        var project = folder.Length == 0 ? $"{user}/.unknown-project" : ProjectBoundary.Normalise(folder, "/", user);
        var call = new CheckedCall
        {
            ToolName = input.Tool,
            Input = arguments,
            Cwd = folder,
        };
        var effects = ToolWalk.Run(call, new ProjectBoundary(project, user, [], new NoLinks())).Effects;
        return detail with
        {
            Deleted = effects
                .Where(effect => effect.Kind is EffectKind.Delete)
                .Sum(effect => effect.Has(EffectTraits.Recursive) || effect.Path is { IsPattern: true } ? FolderWeight : 1),
            IsSending = effects.Any(effect => effect.Kind is EffectKind.Send or EffectKind.SendByName),
            IsSecretRead = effects.Any(effect => effect is { Kind: EffectKind.Read or EffectKind.Show, Path.IsSecret: true }),
        };
    }

    private static IReadOnlyList<string> Paths(JsonElement arguments, ToolKind kind, string? folder)
    {
        if (kind is ToolKind.Patch)
        {
            var patch =
                arguments.ValueKind is JsonValueKind.String
                    ? arguments.GetString()!
                    : ToolInput.Text(arguments, "patchText", "patch", "input") ?? "";
            return
            [
                .. patch
                    .Split('\n')
                    .SelectMany(line =>
                        PatchMarks.Where(mark => line.StartsWith(mark, StringComparison.Ordinal)).Select(mark => line[mark.Length..].Trim())
                    )
                    .Select(path => Absolute(path, folder)),
            ];
        }

        return ToolInput.Text(arguments, PathNames) is { Length: > 0 } path ? [Absolute(path, folder)] : [];
    }

    private static string Absolute(string path, string? folder) =>
        folder is { Length: > 0 } && !Path.IsPathRooted(path) ? Path.Combine(folder, path) : path;
}
