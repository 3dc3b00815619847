using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Words and conditions shared by several rules.</summary>
internal static class EffectText
{
    /// <summary>Whether an effect is on this or another machine, not on a container's own files.</summary>
    public static bool IsOnMachine(this Effect effect) => !effect.Has(EffectTraits.Contained);

    /// <summary>Whether a file is written, moved away or deleted.</summary>
    public static bool IsChange(this Effect effect) => effect.Kind is EffectKind.Write or EffectKind.Delete or EffectKind.Move;

    /// <summary>Whether a file's content is lost.</summary>
    public static bool IsLoss(this Effect effect) =>
        effect.Kind is EffectKind.Delete or EffectKind.Move
            || (effect.Kind is EffectKind.Write && effect.Has(EffectTraits.Overwrites | EffectTraits.Edits));

    /// <summary>The path as people would write it.</summary>
    public static string Name(this Effect effect) => effect.Path is { } path ? path.Full + (path.IsPattern ? "/…" : "") : effect.Detail;

    /// <summary>Whether the file is one of these kinds.</summary>
    public static bool Is(this Effect effect, params ReadOnlySpan<FileKind> kinds) => effect.Path is { } path && kinds.Contains(path.Kind);
}
