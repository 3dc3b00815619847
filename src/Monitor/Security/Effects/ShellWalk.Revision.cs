using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Security.Effects;

/// <content>What later parts of a command take back, and what stays unknown.</content>
internal sealed partial class ShellWalk
{
    private const int MostUnknown = 64;

    private readonly List<(string Segment, string Why)> _unknown = [];
    private int _start;

    /// <summary>The parts whose meaning depends on what is not in the command, in order.</summary>
    public IReadOnlyList<(string Segment, string Why)> Unknown => _unknown;

    /// <summary>Records that a part cannot be known.</summary>
    public void NoteUnknown(string segment, string why)
    {
        if (_unknown.Count < MostUnknown && !_unknown.Contains((segment, why)))
        {
            _unknown.Add((segment, why));
        }
    }

    /// <summary>
    /// Takes back that `.env` files are shown, since only names, counts or nothing comes out of the whole pipeline, unless it does more
    /// than read.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    public bool ForgetReads() => _effects.Skip(_start).All(effect => effect.Kind is EffectKind.Read)
        && Forget(_start, effect => effect.Path?.Kind is FileKind.EnvironmentFile);

    /// <summary>Takes back that a store of secrets was asked, since only names come out, unless the pipeline does more.</summary>
    /// <returns>Whether there was one.</returns>
    public bool ForgetSecretStore() => _effects.Skip(_start).All(effect => effect.Kind is EffectKind.UseSecretStore)
        && Forget(_start, effect => effect.Kind is EffectKind.UseSecretStore);

    /// <summary>Takes back loops without an end, since something ends them.</summary>
    public void ForgetLoops(int from) => Forget(from, effect => effect.Kind is EffectKind.Spin);

    private bool Forget(int from, Predicate<Effect> isForgotten)
    {
        var before = _effects.Count;
        for (var at = _effects.Count - 1; at >= from; at--)
        {
            if (isForgotten(_effects[at]))
            {
                _effects.RemoveAt(at);
            }
        }

        return _effects.Count < before;
    }

    /// <summary>Runs a pipeline, whose programs belong together.</summary>
    private Content Start(ShellCommand command, ShellState state, Content input)
    {
        var outer = _start;
        _start = _effects.Count;
        var output = Run(command, state, input);
        _start = outer;
        return output;
    }
}
