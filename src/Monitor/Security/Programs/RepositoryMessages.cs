using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Issues, comments and releases of a hosted repository, which others read.</summary>
internal static class RepositoryMessages
{
    /// <summary>Records what issues, comments and releases publish.</summary>
    public static void Note(Call call, List<Field> operands)
    {
        if (operands is not [{ Text: "issue" or "pr" or "mr" or "release" },
            {
                Text: "create" or "comment" or "note" or "edit" or "review"
            or "upload"
            }, ..])
        {
            return;
        }

        var message = Arguments.Read(call.Args, new OptionSpec("-b -t -F -n -m --body --title --body-file --notes --notes-file --message"));
        var data = message.Values("-b", "-t", "-n", "-m", "--body", "--title", "--notes", "--message").Aggregate(DataKinds.None, (all, text) =>
            all | text.Data | call.Issued(text.Text));
        foreach (var file in message.Values("-F", "--body-file", "--notes-file").Concat(operands[1].Text is "upload" ? operands.Skip(3) : []))
        {
            data |= file.Text is "-" ? call.Input.Data : call.Read(file).Data;
        }

        if ((data & (DataKinds.Secret | DataKinds.Environment | DataKinds.Token)) != 0)
        {
            call.Send("github.com", data, "a message");
        }
    }
}
