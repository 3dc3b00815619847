using System.Text.Json;
using System.Text.Json.Nodes;
using ToolTime.Monitor.Watching;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Tests.Watching;

public sealed class SentimentWatchTests
{
    private readonly SentimentWatch _watch = new(() => DateTimeOffset.FromUnixTimeSeconds(1_795_942_200));
    private uint _at = 1_795_942_105;
    private string _session = "s";

    [Fact]
    public void Take_ThreeFrustratedMessages_AreOneAlertUntilItIsCalm()
    {
        Say("This is useless, revert it.", "You broke the build again.", "I told you twice!!", "Still broken. This is ridiculous.");
        var alert = Assert.Single(_watch.TakeAll());
        Assert.Equal(("frustration", "s", "shop", "claude-code"), (alert.Reason, alert.SessionId, alert.Project, alert.Client));
        Assert.InRange(alert.UserSentiment!.Value, -1, -0.4);
        Assert.Null(alert.ConversationHealth);

        Say(
            "Perfect, thank you!",
            "Add a test.",
            "Great.",
            "What a mess, you deleted it!!",
            "This is useless.",
            "I give up, this is hopeless."
        );
        Assert.Single(_watch.TakeAll());
    }

    [Fact]
    public void Take_CalmMessagesAndThoseOfOthers_AreNoAlert()
    {
        Say("Add a test.", "The test fails with exit code 1.", "Kill the process on port 3000.");
        foreach (var (isUser, isSubagent) in ((bool, bool)[])[(false, false), (true, true)])
        {
            for (var i = 0; i < 4; i++)
            {
                Take("This is useless, you broke it again.", isUser, isSubagent);
            }
        }

        Assert.Empty(_watch.TakeAll());
        Assert.Equal(0, _watch.ScoreOf("s"));
    }

    [Fact]
    public void Take_SameMessagesReadAgain_CountOnce()
    {
        for (var i = 0; i < 3; i++)
        {
            _at = 1_795_942_105;
            Say("This is useless, revert it.");
        }

        Assert.Empty(_watch.TakeAll());
    }

    [Fact]
    public void Take_MessagesOfLastWeek_AreNoAlert()
    {
        _at -= 7 * 24 * 60 * 60;
        Say("This is useless, revert it.", "You broke the build again.", "I told you twice!!");
        Assert.Empty(_watch.TakeAll());
        Assert.True(_watch.ScoreOf("s") < 0);
    }

    [Fact]
    public void Take_CopiesInAnotherSession_CountOnce()
    {
        foreach (var session in (string[])["s", "fork"])
        {
            _at = 1_795_942_105;
            _session = session;
            Say("This is useless, revert it.", "You broke the build again.", "I told you twice!!");
        }

        Assert.Equal("s", Assert.Single(_watch.TakeAll()).SessionId);
    }

    [Fact]
    public void ScoreOf_AnotherLanguage_IsNotKnown()
    {
        Say("This is useless.", "Bitte erkläre mir kurz, was das ist.");
        Assert.Null(_watch.ScoreOf("s"));
        Assert.Null(_watch.ScoreOf("other"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_FrustratedMessages_AreScoresInEventsWhereItIsOn(bool isOn)
    {
        using var folders = new Folders();
        await using var following = await Following.BeginAsync(folders, hasSentiment: isOn);

        string[] said = ["This is useless, revert it.", "You broke the build again.", "I told you twice!!"];
        Lines.Append(
            folders.Transcript("s"),
            [
                .. said.Select(
                    (text, i) =>
                        JsonSerializer.Serialize(
                            new
                            {
                                type = "user",
                                timestamp = $"2026-11-20T11:00:0{i}.000Z",
                                cwd = "/srv/shop",
                                message = new { role = "user", content = text },
                            }
                        ) + "\n"
                ),
                Lines.Response("a", 5),
            ]
        );
        await following.ResponsesAsync(1);
        Lines.Append(folders.Transcript("s"), Lines.Response("b", 5));
        await following.ResponsesAsync(2);

        var frames = following.Frames().Select(frame => JsonNode.Parse(frame)!).ToList();
        var scores = frames.Where(frame => (string?)frame["type"] is "NewMessage").Select(frame => (double?)frame["sentiment_score"]);
        Assert.All(scores, score => Assert.Equal(isOn, score is < 0));
        var alerts = frames.Where(frame => (string?)frame["type"] is "SentimentAlert").Select(frame => (string?)frame["project"]);
        Assert.Equal(isOn ? ["shop"] : [], alerts);
        Assert.All(frames, frame => Assert.DoesNotContain("useless", frame.ToJsonString(), StringComparison.Ordinal));
    }

    private void Say(params string[] messages)
    {
        foreach (var message in messages)
        {
            Take(message, isUser: true, isSubagent: false);
        }
    }

    private void Take(string text, bool isUser, bool isSubagent) =>
        _watch.Take(
            new MessageText
            {
                Client = "claude-code",
                Session = _session,
                At = _at++,
                Folder = "/srv/shop",
                IsUser = isUser,
                IsSubagent = isSubagent,
                Text = text,
            }
        );
}
